"""Why a file cannot be read at all, as sentences: what was found, and what can be done."""

from repatriation.errors import Sentence, gettext_noop


class Unreadable(Exception):
    """Reading ends here. Who asked for the tables puts the sentence in the report."""

    def __init__(self, message: str, **params: object):
        super().__init__(message)
        self.sentence = Sentence(message, params)


EMPTY = gettext_noop("The file is empty. Ask the sender for the list once more.")
TOO_LARGE = gettext_noop(
    "The file is larger than %(limit)s MB. Such a list is far smaller: remove pictures and "
    "other sheets, or send it in parts."
)
OLD_EXCEL = gettext_noop(
    "This is a workbook in the old Excel format (.xls). Open it and save it as XLSX or CSV, then "
    "send that file."
)
ENCRYPTED = gettext_noop(
    "This workbook is locked with a password and cannot be read. Save it without a password, then "
    "send that file."
)
PDF = gettext_noop(
    "This is a PDF, not a table. Ask the sender for the table it was printed from, as XLSX or CSV."
)
PICTURE = gettext_noop(
    "This is a picture, not a table. Ask the sender for the list as XLSX or CSV, or type it into "
    "the template."
)
WEB_PAGE = gettext_noop(
    "This is a web page, whatever its name says. Open it in a spreadsheet and save it as XLSX or "
    "CSV, then send that file."
)
XML = gettext_noop(
    "This is an XML file. Open it in a spreadsheet and save it as XLSX or CSV, then send that file."
)
TEXT_DOCUMENT = gettext_noop(
    "This is a text document, not a table. Copy its table into a spreadsheet and save it as XLSX "
    "or CSV, then send that file."
)
OTHER_SPREADSHEET = gettext_noop(
    "This is a spreadsheet in a format that is not read here. Save it as XLSX or CSV, then send "
    "that file."
)
ARCHIVE = gettext_noop("This is an archive. Unpack it and send the list inside it as XLSX or CSV.")
UNKNOWN_FORMAT = gettext_noop(
    "This file is neither a workbook (XLSX) nor a text table (CSV), nor JSON. Open it where it was "
    "made and save it as XLSX or CSV, then send that file."
)
DAMAGED_WORKBOOK = gettext_noop(
    "The workbook is damaged or was cut off on its way. Send it once more; if that does not help, "
    "open it and save it as CSV."
)
UNPACKS_TOO_LARGE = gettext_noop(
    "Unpacked, the workbook would be larger than any such list. Nothing in it was read. Save "
    "the list alone as CSV, then send that file."
)
NO_SHEET = gettext_noop(
    "The workbook has no visible sheet with anything on it. Unhide the sheet with the list."
)
BROKEN_TEXT = gettext_noop(
    "The text is UTF-8, but damaged near line %(line)s. Letters are lost there. Save the list "
    "again and send that file."
)
UNKNOWN_ENCODING = gettext_noop(
    "The letters of this text cannot be made out: it is in an encoding that is not read here. "
    "Save the list as “CSV UTF-8” or as XLSX, then send that file."
)
OPEN_QUOTE = gettext_noop(
    "A quotation mark opens in row %(row)s and is never closed, so where later lines begin cannot "
    "be told. Close or remove it, then send the file again."
)
NOT_AN_ARRAY = gettext_noop(
    "This is JSON, but not a list of lines. Send an array of objects with the columns as keys, for "
    "example [{“label”: “…”}]."
)
BROKEN_JSON = gettext_noop(
    "This is JSON, but damaged near line %(line)s, so nothing of it can be read. Send it once more."
)
TOO_MANY_LINES = gettext_noop(
    "The file has more than %(limit)s lines. Is this the right file? If it is, send it in parts."
)
TOO_MANY_COLUMNS = gettext_noop(
    "Row %(row)s has more than %(limit)s columns. Remove what is not the list, then send the file "
    "again."
)
TOO_LONG_CELL = gettext_noop(
    "A cell in row %(row)s holds more than %(limit)s characters. Either it is not part of a list, "
    "or a quotation mark is not closed."
)
TOO_MUCH_TEXT = gettext_noop(
    "The file holds more text than such a list can have. Remove what is not the list, or send "
    "it in parts."
)
