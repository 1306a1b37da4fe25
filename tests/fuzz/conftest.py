"""Says at the end what was asked, and what was answered."""

from collections import Counter


def pytest_terminal_summary(terminalreporter):
    reports = [*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")]
    found = [dict(report.user_properties) for report in reports if report.when == "call"]
    answers: Counter[tuple[str, int]] = Counter()
    for each in found:
        for (sender, status), number in each.get("answers", ()):
            answers[sender, status] += number
    if answers:
        terminalreporter.section(f"{answers.total()} requests")
        for sender in sorted({sender for sender, _status in answers}):
            own = {status: n for (who, status), n in sorted(answers.items()) if who == sender}
            terminalreporter.line(f"{sender}: {own}")
        closed = [name for each in found for name in each.get("closed", ())]
        terminalreporter.line(f"open to nobody: {', '.join(closed) or 'none'}")
