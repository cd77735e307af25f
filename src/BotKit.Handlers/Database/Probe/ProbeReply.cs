using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace BotKit.Handlers.Database;

/// <summary>What a probe wrote. A hostile file may have taken it over, so nothing about it is certain.</summary>
internal static class ProbeReply
{
    public static bool HasGreeting(ReadOnlySpan<byte> output) => output.StartsWith(ProbeGreeting.Utf8);

    public static bool TryRead(ReadOnlySpan<byte> output, [NotNullWhen(true)] out SqliteResponse? response)
    {
        response = null;
        if (!HasGreeting(output))
        {
            return false;
        }

        try
        {
            response = JsonSerializer.Deserialize(output[ProbeGreeting.Utf8.Length..], SqliteJson.Default.SqliteResponse);
        }
        catch (Exception failure) when (failure is JsonException or NotSupportedException)
        {
            return false;
        }

        return response is not null;
    }

    /// <summary>Its errors as one line for the log.</summary>
    public static string Printable(ReadOnlySpan<byte> errors)
        => string.Concat(Encoding.UTF8.GetString(errors).Select(character => char.IsControl(character) ? ' ' : character));
}
