SELECT quarter, pinned FROM workspace.review WHERE pinned IS NOT NULL
