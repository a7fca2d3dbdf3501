"""The head of an invented document around the tables and sentences of unseen forms, down to its first section."""

HEAD = """\
UBND TỈNH SƠN LÃNG
SỞ LƯU TRỮ

Số: 31/{notation}

Sơn Lãng, ngày {day}

{kind}
{subject}

I. {section}

"""
