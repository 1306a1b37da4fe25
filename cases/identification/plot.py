"""The evaluation as a picture: how often the best candidate was right, against what its total
would claim. On the diagonal they agree; below it the totals promise too much."""

from collections.abc import Mapping

from cases.identification.evaluation import Evaluation

SIZE, LEFT, TOP, SIDE = 420, 56, 24, 320
COLOURS = ("#1f5fa8", "#b3541e")
STYLE = "font-family:sans-serif;font-size:13px;fill:#222"
TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


def drawing(found: Mapping[str, Evaluation]) -> str:
    """SVG 1.1, with a title for those who cannot see it."""
    title = "Best candidate: stated and true. " + " ".join(map(_said, found.items()))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE + 220} {SIZE}" role="img">',
        f"<title>{title}</title>",
        f'<rect width="{SIZE + 220}" height="{SIZE}" fill="#fff"/>',
        *_axes(),
    ]
    for place, (name, one) in enumerate(found.items()):
        parts += _curve(one, COLOURS[place % len(COLOURS)], is_second=bool(place))
        parts += _legend(name, one, place)
    return "\n".join([*parts, "</svg>", ""])


def _said(item: tuple[str, Evaluation]) -> str:
    name, one = item
    bins = "; ".join(f"{box.stated:.2f} and {box.true:.2f}" for box in one.bins)
    return f"{name}: {bins}."


def _axes() -> list[str]:
    parts = []
    for tick in TICKS:
        x, y = _x(tick), _y(tick)
        parts += [
            f'<path d="M{x} {_y(0)}V{_y(1)}M{_x(0)} {y}H{_x(1)}" stroke="#ddd"/>',
            _text(x, _y(0) + 18, f"{tick:g}", "middle"),
            _text(_x(0) - 8, y + 4, f"{tick:g}", "end"),
        ]
    diagonal = f'<path d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}" stroke="#888" stroke-dasharray="4 4"/>'
    stated = _text(_x(0.5), _y(0) + 40, "stated of the best candidate", "middle")
    return [*parts, diagonal, stated, _text(LEFT - 40, TOP - 8, "share that was right", "start")]


def _curve(one: Evaluation, colour: str, *, is_second: bool) -> list[str]:
    """The area of a dot is the number of cases; its whisker where the share lies."""
    points = [(_x(box.stated), _y(box.true), box.cases) for box in one.bins]
    path = "L".join(f"{x} {y}" for x, y, _ in points)
    total = sum(cases for _, _, cases in points) or 1
    dashes = ' stroke-dasharray="7 4"' if is_second else ""
    line = f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"{dashes}/>'
    dots = [
        f'<circle cx="{x}" cy="{y}" r="{2 + 14 * (cases / total) ** 0.5:.1f}" fill="{colour}" '
        'fill-opacity="0.55"/>'
        for x, y, cases in points
    ]
    return [line, *_whiskers(one, colour), *dots]


def _whiskers(one: Evaluation, colour: str) -> list[str]:
    """Where each share lies, 95 %: of few cases nearly anywhere."""
    parts = []
    for box in one.bins:
        low, high = box.likely()
        path = f"M{_x(box.stated)} {_y(low)}V{_y(high)}"
        parts.append(f'<path d="{path}" stroke="{colour}" stroke-opacity="0.6"/>')
    return parts


def _legend(name: str, one: Evaluation, place: int) -> list[str]:
    y, x = TOP + 20 + 120 * place, LEFT + SIDE + 36
    colour = COLOURS[place % len(COLOURS)]
    ranks = " / ".join(f"{share:.0%}" for share in one.ranks.values())
    lines = [name, f"first 1 / 10 / 100: {ranks}", f"AUC {one.auc:.3f}", f"Cllr {one.cllr:.2f}"]
    swatch = f'<circle cx="{x - 12}" cy="{y - 5}" r="6" fill="{colour}"/>'
    return [swatch, *(_text(x, y + 19 * row, text, "start") for row, text in enumerate(lines))]


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" style="{STYLE}">{text}</text>'


def _x(value: float) -> float:
    return round(LEFT + SIDE * value, 1)


def _y(value: float) -> float:
    return round(TOP + SIDE * (1 - value), 1)
