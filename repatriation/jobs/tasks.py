"""The worker's side of jobs."""

from celery import shared_task

from repatriation.jobs.running import run_job, sweep_jobs, take_up


@shared_task(name="jobs.run")
def run(job_id: int):
    run_job(job_id)


@shared_task(name="jobs.sweep")
def sweep():
    for pk in sweep_jobs():
        take_up(pk)
