"""Moments that the clock keeps, as the desk writes them."""

from django import template

from articles import moments

register = template.Library()
register.filter(moments.in_full)
