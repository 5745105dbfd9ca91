namespace Embedded.ControlContract;

/// <param name="Success">Whether the command did what it says.</param>
/// <param name="Message">What it did, or why it did not.</param>
internal sealed record CommandOutcome(bool Success, string? Message);
