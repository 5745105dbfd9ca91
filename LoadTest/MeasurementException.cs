namespace BlazorAspire.LoadTest;

/// <summary>Nothing could be measured, and the message tells the user why and what to do.</summary>
internal sealed class MeasurementException(string message, Exception? inner = null) : Exception(message, inner);
