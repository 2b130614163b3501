"""Pages across rooms: the portal for residents, the desk for staff, the cloud for operators."""
