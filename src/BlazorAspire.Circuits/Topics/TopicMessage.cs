namespace BlazorAspire.Circuits;

/// <summary>A message as a subscriber gets it.</summary>
/// <param name="Value">What was published. All subscribers of a replica get the same object: use a record, and change nothing in it.</param>
/// <param name="Replica">The replica that published it.</param>
/// <param name="Missed">Messages that this subscriber missed since the one before: dropped from its full queue, or lost on the way here.</param>
public sealed record TopicMessage<T>(T Value, string Replica, long Missed);
