using System.Globalization;
using BotKit.Files;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>What the audit says of a file.</summary>
internal static class FileNotes
{
    public static string Of(BotFile file) => string.Create(CultureInfo.InvariantCulture, $"{file.Id} ({file.Name}, {file.Bytes} bytes)");
}
