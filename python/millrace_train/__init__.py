"""Trains the runs of Millrace over several processes, as `millrace train --engine torchrun` starts them."""
