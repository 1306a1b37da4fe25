"""What an exchange does when something happens to remains: a difference is opened, once."""

from cases.operations.reacting import Moment, after
from exchanges.operations import arriving, contents

after(Moment.RECEIVED)(arriving.count_again)
after(Moment.EMPTIED)(contents.compare_contents)
after(Moment.DESTROYED)(contents.note_destroyed)
after(Moment.NON_HUMAN)(contents.note_non_human)
