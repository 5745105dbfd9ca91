using Microsoft.AspNetCore.SignalR;

namespace BlazorAspire.LoadTest.Commands.Fanout;

/// <summary>Its messages are sent by its context, so clients have nothing to call.</summary>
internal sealed class FanoutHub : Hub;
