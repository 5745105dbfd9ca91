using System.Buffers.Text;
using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BlazorAspire.SignalREmulator.Protocol;

/// <summary>JSON web tokens, signed with the service's key. Nothing else is made or taken.</summary>
internal static class AccessToken
{
    /// <summary>The service refuses longer ones.</summary>
    public const int MostCharacters = 4096;
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    public static string Create(string key, string algorithm, string audience, IEnumerable<Claim> claims, DateTimeOffset now, TimeSpan lifetime)
    {
        var payload = new JsonObject
        {
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + lifetime).ToUnixTimeSeconds(),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["iss"] = "azure-signalr",
            ["aud"] = audience,
        };
        foreach (var claim in claims.GroupBy(claim => claim.Type, claim => claim.Value))
        {
            payload[claim.Key] = claim.ToArray() is [var one] ? one : new JsonArray([.. claim.Select(value => (JsonNode?)JsonValue.Create(value))]);
        }
        var header = new JsonObject { ["alg"] = algorithm, ["typ"] = "JWT" };
        var content = $"{Encode(Encoding.UTF8.GetBytes(header.ToJsonString()))}.{Encode(Encoding.UTF8.GetBytes(payload.ToJsonString()))}";
        return $"{content}.{Encode(Sign(key, algorithm, content))}";
    }

    /// <summary>The claims of a token; null, with the reason, where it is not good.</summary>
    public static IReadOnlyList<Claim>? Read(string? token, string key, string path, string hub, DateTimeOffset now, out string? problem)
    {
        problem = null;
        if (string.IsNullOrEmpty(token))
        {
            problem = "The request has no access token. Send it as 'Authorization: Bearer TOKEN', or as the query's access_token.";
            return null;
        }
        if (token.Length > MostCharacters)
        {
            problem = $"The access token has more than {MostCharacters} characters. Put less into its claims.";
            return null;
        }
        try
        {
            using var payload = Open(token, key, out problem);
            problem ??= FindProblem(payload!.RootElement, path, hub, now);
            return problem is null ? [.. payload!.RootElement.EnumerateObject().SelectMany(ReadClaims)] : null;
        }
        catch (Exception malformed) when (malformed is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            problem = "The access token is not a JSON web token.";
            return null;
        }
    }

    private static JsonDocument? Open(string token, string key, out string? problem)
    {
        problem = null;
        if (token.Split('.') is not [var header, var body, var signature])
        {
            throw new FormatException();
        }
        using var head = JsonDocument.Parse(Base64Url.DecodeFromChars(header));
        var algorithm = head.RootElement.GetProperty("alg").GetString();
        if (algorithm is not ("HS256" or "HS512"))
        {
            problem = "The access token is signed by another algorithm than HS256 or HS512.";
            return null;
        }
        if (!CryptographicOperations.FixedTimeEquals(Base64Url.DecodeFromChars(signature), Sign(key, algorithm, $"{header}.{body}")))
        {
            problem = "The access token is signed with another key. Use the AccessKey of this service.";
            return null;
        }
        return JsonDocument.Parse(Base64Url.DecodeFromChars(body));
    }

    private static string? FindProblem(JsonElement payload, string path, string hub, DateTimeOffset now)
    {
        if (now - ClockSkew > DateTimeOffset.FromUnixTimeSeconds(payload.GetProperty("exp").GetInt64()))
        {
            return "The access token has expired. Negotiate again.";
        }
        if (payload.TryGetProperty("nbf", out var notBefore) && now + ClockSkew < DateTimeOffset.FromUnixTimeSeconds(notBefore.GetInt64()))
        {
            return "The access token is not valid yet.";
        }
        return payload.GetProperty("aud").GetString() is { } audience && IsFor(audience, path, hub) ? null
            : $"The access token is for another address than '{path}/?hub={hub}'.";
    }

    /// <summary>The host may differ: a service has several names.</summary>
    private static bool IsFor(string audience, string path, string hub) =>
        Uri.TryCreate(audience, UriKind.Absolute, out var address)
        && string.Equals(address.AbsolutePath.TrimEnd('/'), path, StringComparison.OrdinalIgnoreCase)
        && address.Query.TrimStart('?').Split('&').Any(pair => string.Equals(Uri.UnescapeDataString(pair), $"hub={hub}", StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<Claim> ReadClaims(JsonProperty property) => property.Value.ValueKind switch
    {
        JsonValueKind.Array => property.Value.EnumerateArray().Select(value => new Claim(property.Name, TextOf(value))),
        _ => [new Claim(property.Name, TextOf(property.Value))],
    };

    private static string TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()!
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number.ToString(CultureInfo.InvariantCulture)
        : value.GetRawText();

    private static byte[] Sign(string key, string algorithm, string content)
    {
        var (secret, bytes) = (Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(content));
        return algorithm == "HS512" ? HMACSHA512.HashData(secret, bytes) : HMACSHA256.HashData(secret, bytes);
    }

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
