"""The dashboard: `streamlit run app.py` (or `fanews serve`).

Imported by the server it builds the ASGI app; run as a page script (by the test harness) it shows the
page the URL asks for. Everything else is in `fanews.ui` and `pages/`.
"""

from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from fanews.ui import navigation
from fanews.ui.shell import DocumentShell

if get_script_run_ctx(suppress_warning=True) is None:
    from starlette.middleware import Middleware
    from starlette.routing import Route

    from fanews.ui.downloads import export
    from fanews.ui.last_visit import LastVisit

    script = Path(navigation.__file__).with_name("script.py")
    app = st.App(
        script,
        routes=[Route("/export/{table}.{kind}", export)],
        middleware=[Middleware(LastVisit), Middleware(DocumentShell)],
    )
else:
    navigation.run()
