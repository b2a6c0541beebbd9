"""
The wall measures itself: formula version `v1`, which the page prints and the data repeats.

    Thread ─facts_of→ Facts ─┬─ clock      first answers: Kaplan–Meier, rates
                             ├─ talk       turns, dialogue, voice
                             ├─ promises   kept
                             └─ after      did it help? came back
                                 └─ measure → Measures: every figure, and how sure it is

Facts are numbers, never words or names; they are published, so that anybody can compute
the same figures from them.
"""
