using Embedded.SignalR.Redis.Answers;
using Microsoft.AspNetCore.SignalR;

namespace Embedded.SignalR.Redis.Wire;

/// <summary>What one server says to the others.</summary>
internal abstract record BackplaneMessage;

/// <summary>A message for clients, serialised once for each protocol of the hub.</summary>
internal sealed record Delivery(Audience Audience, IReadOnlyList<SerializedMessage> Payload) : BackplaneMessage;

/// <summary>Asks the server that has a connection for something. Every server answers, if only that it has not.</summary>
internal abstract record Question(long Id, string ConnectionId) : BackplaneMessage;

/// <summary>Asks for a connection to join or leave a group.</summary>
internal sealed record GroupChange(long Id, string ConnectionId, string Group, bool Joins) : Question(Id, ConnectionId);

/// <summary>Asks for the result of a client.</summary>
internal sealed record ClientCall(long Id, string ConnectionId, string InvocationId, IReadOnlyList<SerializedMessage> Payload) : Question(Id, ConnectionId);

/// <summary>The result of a client is no longer wanted.</summary>
internal sealed record CallForgotten(string InvocationId) : BackplaneMessage;

/// <summary>An answer for one server.</summary>
internal sealed record Reply(Guid Server, long Id, Answer Answer) : BackplaneMessage;
