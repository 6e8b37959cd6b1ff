// Small helps on every page of the desk. Everything works without them.

