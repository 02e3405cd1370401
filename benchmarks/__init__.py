"""Measurements that anybody can repeat: invented people, real git histories, speed."""
