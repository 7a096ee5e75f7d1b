"""What runs at each visit and each change: the page the URL asks for.

It does not lie beside `pages/`, as Streamlit would then open those files as pages by themselves on the
server's first run, without the frame `navigation` puts around them.
"""

from fanews.ui import navigation

navigation.run()
