namespace Aspire.Hosting.ApplicationModel;

/// <summary>One line that a resource has written.</summary>
/// <param name="LineNumber">Its number, counted from 1 for each resource.</param>
/// <param name="Content">The text, without control characters.</param>
/// <param name="IsErrorMessage">Whether it came from standard error.</param>
public readonly record struct LogLine(int LineNumber, string Content, bool IsErrorMessage);
