using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace BlazorAspire.Circuits.State.Sessions;

/// <summary>Protects values before they leave the process, each for the one key under which it is kept.</summary>
internal sealed class StateSeal(IDataProtectionProvider provider)
{
    /// <summary>Changes when the layout below does; what has another is outdated.</summary>
    private const byte Format = 1;

    private const int HeaderLength = 3;
    private const int FieldNameLength = 16;

    private readonly IDataProtector _protector = provider.CreateProtector("BlazorAspire.State");

    public IDataProtector For(string key) => _protector.CreateProtector(key);

    /// <summary>Names of fields tell what an app holds, so they are hashed as keys are.</summary>
    public static string FieldOf(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, FieldNameLength));

    public static byte[] Close(IDataProtector protector, string name, ReadOnlySpan<byte> json)
    {
        var length = Encoding.UTF8.GetByteCount(name);
        var plain = new byte[HeaderLength + length + json.Length];
        plain[0] = Format;
        BinaryPrimitives.WriteUInt16LittleEndian(plain.AsSpan(1), checked((ushort)length));
        Encoding.UTF8.GetBytes(name, plain.AsSpan(HeaderLength));
        json.CopyTo(plain.AsSpan(HeaderLength + length));
        return protector.Protect(plain);
    }

    /// <summary>Gives the name and the value, or says why it cannot.</summary>
    public static bool TryOpen(IDataProtector protector, byte[] closed, out string name, out byte[] json, out string reason)
    {
        (name, json, reason) = ("", [], "");
        byte[] plain;
        try
        {
            plain = protector.Unprotect(closed);
        }
        catch (CryptographicException problem)
        {
            reason = $"corrupt or foreign: {problem.Message}";
            return false;
        }

        if (plain.Length < HeaderLength || plain[0] != Format || plain.Length < HeaderLength + BinaryPrimitives.ReadUInt16LittleEndian(plain.AsSpan(1)))
        {
            reason = "outdated: written by another version of the app";
            return false;
        }

        var length = BinaryPrimitives.ReadUInt16LittleEndian(plain.AsSpan(1));
        name = Encoding.UTF8.GetString(plain, HeaderLength, length);
        json = plain[(HeaderLength + length)..];
        return true;
    }
}
