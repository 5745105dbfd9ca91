// The times of a drain, made from the time that the platform gives: users are moved until 10 s before the kill, and the host ends 5 s before.

func duration(seconds int) string => '00:${padLeft(seconds / 60, 2, '0')}:${padLeft(seconds % 60, 2, '0')}'

@export()
@description('The settings of the app for this many seconds from the signal to end until the kill.')
func drainSettings(graceSeconds int) object => {
  Drain__Deadline: duration(graceSeconds - 10)
  Drain__ShutdownTimeout: duration(graceSeconds - 5)
  Drain__GracePeriod: duration(graceSeconds)
}
