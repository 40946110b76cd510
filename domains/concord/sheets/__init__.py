"""导入: what a workbook's rows mean, a module for each sheet. Found by entry point `concord.sheets`."""
