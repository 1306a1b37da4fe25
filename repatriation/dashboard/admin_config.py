"""Django's admin app, with the register's own site."""

from django.contrib.admin.apps import AdminConfig


class RegisterAdminConfig(AdminConfig):
    default_site = "repatriation.dashboard.admin_site.RegisterAdmin"
