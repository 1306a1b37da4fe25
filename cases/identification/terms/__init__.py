"""One module for each kind of evidence. Each weighs every person in `people` against the others
of the event: log10 of P(found | this person) / P(found | another); NaN where it is not known."""
