"""Adding articles: upload, progress, cancel, what was taken and what was not; the ingests so far."""

import streamlit as st

from fanews.store.queries import runs as ask
from fanews.ui import data, ingest_views, page
from fanews.ui.downloads import small_links
from fanews.ui.html import show
from fanews.ui.jobs import desk

ROWS = 20
REFRESH_S = 1.0

view = page.begin("ingest")
words = view.words
page.title(view, words("ingest.title"), words("ingest.lead"))


@st.fragment(run_every=REFRESH_S)
def follow() -> None:
    """The job that runs or ran last; draws itself anew each second, and the whole page when it ends."""
    job = desk().job
    if job is None:
        return
    show(ingest_views.state(job, view))
    if job.is_running:
        st.button(words("ingest.cancel"), on_click=job.cancel, key="ingest.cancel")
        st.session_state["ingest.seen_running"] = True
    elif st.session_state.pop("ingest.seen_running", False):
        st.rerun()


with st.form("ingest", clear_on_submit=True):
    uploads = st.file_uploader(words("ingest.files"), accept_multiple_files=True, key="ingest.files")
    is_sent = st.form_submit_button(words("ingest.start"), type="primary")
if is_sent and not uploads:
    page.note(words("ingest.no_files"))
elif is_sent and uploads and not desk().start(data.store_dir(), uploads):
    page.note(words("ingest.busy"))
follow()

if data.is_there():
    show(ingest_views.runs(data.ask(ask.runs, ROWS), view))
    show(small_links("runs", view))
    if refused := data.ask(ask.rejected, page.ROWS_A_PAGE):
        show(ingest_views.rejected(refused, view))
        show(small_links("rejected", view))
