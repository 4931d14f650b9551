"""The window: the only room that knows Qt."""

import gc

from slawizard.gui.singletons import keep_singletons_alive

keep_singletons_alive()
# Loading Qt and the window makes nothing that could be collected; app.py turns this on again after the first paint.
gc.disable()
