"""The window: the only room that knows Qt."""

import gc

from slawizard.gui.singletons import keep_singletons_alive

keep_singletons_alive()
# Done from here on by garbage.py, on the window's thread; loading makes nothing that could be collected.
gc.disable()
