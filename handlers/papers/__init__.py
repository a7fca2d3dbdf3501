"""Official papers as files: Word by Decree 30/2020/NĐ-CP and Excel, made from values."""
