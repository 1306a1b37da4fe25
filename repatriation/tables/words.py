"""Words of tables in English, Ukrainian and Russian: the months, and how such lists are written.

All as `fold_words` leaves them: lower case, е for ё, ' for ’, nothing around.
"""


def phrases(text: str) -> tuple[str, ...]:
    """What stands between the commas."""
    return tuple(" ".join(phrase.split()) for phrase in text.split(","))


MONTHS = (
    phrases(
        """
        january, jan, січень, січня, січні, січ, январь, января, январе, янв
        """
    ),
    phrases(
        """
        february, feb, лютий, лютого, лютому, лют, февраль, февраля, феврале, фев
        """
    ),
    phrases(
        """
        march, mar, березень, березня, березні, бер, март, марта, марте, мар
        """
    ),
    phrases(
        """
        april, apr, квітень, квітня, квітні, кві, квіт, апрель, апреля, апреле, апр
        """
    ),
    phrases(
        """
        may, травень, травня, травні, тра, трав, май, мая, мае
        """
    ),
    phrases(
        """
        june, jun, червень, червня, червні, чер, черв, июнь, июня, июне, июн
        """
    ),
    phrases(
        """
        july, jul, липень, липня, липні, лип, июль, июля, июле, июл
        """
    ),
    phrases(
        """
        august, aug, серпень, серпня, серпні, сер, серп, август, августа, августе, авг
        """
    ),
    phrases(
        """
        september, sep, sept, вересень, вересня, вересні, вер, верес, сентябрь, сентября,
        сентябре, сен, сент
        """
    ),
    phrases(
        """
        october, oct, жовтень, жовтня, жовтні, жов, жовт, октябрь, октября, октябре, окт
        """
    ),
    phrases(
        """
        november, nov, листопад, листопада, листопаді, лис, лист, ноябрь, ноября, ноябре, ноя,
        нояб
        """
    ),
    phrases(
        """
        december, dec, грудень, грудня, грудні, гру, груд, декабрь, декабря, декабре, дек
        """
    ),
)
MONTH = {word: number for number, words in enumerate(MONTHS, 1) for word in words}
