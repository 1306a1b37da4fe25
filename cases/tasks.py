"""What the worker does by the clock for remains and people sought."""

from celery import shared_task

from cases.operations.seeking import look_again


@shared_task(name="cases.look_again")
def look_again_by_the_clock():
    look_again()
