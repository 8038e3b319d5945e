"""The page in the browser: every document of a workspace at any day, redrawn as its files change.

`server` answers the browser, of this machine alone (`guard`), by asking the same productions as the commands do:
`desk` makes documents, `drawings` their pages, `panels` says what is to be known of them, `choices` what there is,
`work` makes many files. `watch` tells of files that were saved. The page itself lies in `static`.
"""
