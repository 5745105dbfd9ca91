using Microsoft.AspNetCore.SignalR;

namespace Embedded.Tests.SignalR.Redis.Support;

/// <summary>A client is who it says it is.</summary>
internal sealed class QueryUser : IUserIdProvider
{
    public string? GetUserId(HubConnectionContext connection) => connection.GetHttpContext()?.Request.Query["user"].FirstOrDefault();
}
