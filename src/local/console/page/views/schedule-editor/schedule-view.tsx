export function ScheduleView() {
  return <h2>Schedule</h2>;
}
