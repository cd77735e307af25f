using Microsoft.Extensions.Logging;

namespace BotKit.Diagnostics;

internal static partial class Log
{
    [LoggerMessage(1080, LogLevel.Information, "Files are kept in {Folder}: at most {MaxFileBytes} bytes each and {MaxTotalBytes} in all, for {KeepFor}")]
    public static partial void FilesKept(ILogger logger, string folder, long maxFileBytes, long maxTotalBytes, TimeSpan keepFor);

    [LoggerMessage(1081, LogLevel.Information, "{Count} files were deleted: they had expired, or their writers were killed")]
    public static partial void FilesCleaned(ILogger logger, int count);

    [LoggerMessage(1082, LogLevel.Error, "File {File} is damaged: its record and its bytes do not fit together. It is not shown")]
    public static partial void FileDamaged(ILogger logger, string file);
}
