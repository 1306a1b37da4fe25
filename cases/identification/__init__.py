"""The science of identification, in plain Python: no Django, nothing read or written.

Names so far. What is found here points to pairs worth a person's look; it never identifies.
"""
