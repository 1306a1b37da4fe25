"""The science of identification, in plain Python: no Django, nothing read or written.

What is found here points to pairs worth a person's look; it never identifies. `records` is what is
compared, `blocking` says who is compared at all, `scoring` and `pairing` weigh, `next_evidence`
says what would tell most, `evaluation` how well all this does.
"""
