"""奖支: executable incentive policies for townships, exact and explained.

The public face for Python is ``jiangzhi.api``; the command line is ``jiangzhi``.
"""
