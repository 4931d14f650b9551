"""The window: the only room that knows Qt."""

from slawizard.gui.singletons import keep_singletons_alive

keep_singletons_alive()
