"""What an exchange does when something happens to remains: a difference is opened, once. And what
it knows of them: the names that the sender claims."""

from cases.operations.claims import knows_claimed_names
from cases.operations.reacting import Moment, after
from exchanges.operations import arriving, claimed, contents

after(Moment.RECEIVED)(arriving.count_again)
after(Moment.EMPTIED)(contents.compare_contents)
after(Moment.DESTROYED)(contents.note_destroyed)
after(Moment.NON_HUMAN)(contents.note_non_human)

knows_claimed_names(claimed.claimed_of)
