"""The kinds of bodies and places a government speaks of, in folded words: agencies, levels, settlements, institutions.

Every rule that must know one from its first words takes the kinds it is about from here.
"""

from __future__ import annotations

COMMITTEES = ("uy ban nhan dan", "ubnd", "hoi dong nhan dan", "hdnd")
"""The state's and the people's authority of a place."""
AGENCIES = (
    "van phong", "trung tam", "phong", "truong", "chi cuc", "tong cuc", "cuc", "so", "bo", "ban", "vien", "benh vien",
    "kho bac", "hoi", "doan", "lien doan", "dang uy", "huyen uy", "thanh uy", "tinh uy", "thanh tra",
    "bao hiem xa hoi", "chi nhanh", "vu",
)  # fmt: skip
"""What the name of a unit of government, of the Party or of a mass organisation begins with."""
LOCALITIES = ("huyen", "quan", "thi xa", "xa", "phuong", "thi tran")
"""Levels of government below a province."""
LEVELS = ("tinh", "thanh pho", "tp", *LOCALITIES)
"""Levels of government below the state."""
SETTLEMENTS = ("thon", "xom")
ZONES = ("kcn", "ccn", "khu cong nghiep", "cum cong nghiep")
INSTITUTIONS = (
    "truong", "benh vien", "trung tam y te", "tram y te", "khoa", "xi nghiep", "cong ty", "chi nhanh", "nha may",
    "hop tac xa", "htx",
)  # fmt: skip
"""Bodies that serve or produce, and parts of them."""


ANY_BODY = ("don vi", "dia phuong", "dia ban", "nganh", "khu")
"""How a body is spoken of when its kind is not said."""


def any_of(*kinds: tuple[str, ...]) -> str:
    """A pattern of the words of these kinds, without a group around it, longest first.

    >>> any_of(SETTLEMENTS, ("thon ban",))
    'thon ban|thon|xom'
    """
    words = {word for kind in kinds for word in kind}
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))
