namespace BlazorAspire.Circuits.Topics.Delivery;

/// <param name="Item">The message.</param>
/// <param name="Lost">How many before it never came.</param>
internal readonly record struct Ordered<T>(T Item, long Lost);
