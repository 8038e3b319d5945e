"""Reading a file that is to be refused, as the kind of file that its name says."""

import pytest

from briefgen.opc.read import PackageRefusedError, read_package, read_workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def refused(data: bytes, name: str = "letter.docx") -> PackageRefusedError:
    """The refusal of a file; it names the file and a remedy."""
    read = read_workbook if name.endswith(".xlsx") else read_package
    with pytest.raises(PackageRefusedError) as caught:
        read(data, name)
    assert str(caught.value).startswith(f"{name} ")
    assert caught.value.remedy
    return caught.value
