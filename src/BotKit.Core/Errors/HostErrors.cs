namespace BotKit.Errors;

/// <summary>The <see cref="Exception.HResult"/> of errors that mean a full disk.</summary>
internal static class HostErrors
{
    /// <summary>ENOSPC, which .NET passes on as it is.</summary>
    public const int NoSpace = 28;

    /// <summary>ERROR_DISK_FULL of Windows.</summary>
    public const int DiskFull = unchecked((int)0x80070070);

    /// <summary>ERROR_HANDLE_DISK_FULL of Windows.</summary>
    public const int HandleDiskFull = unchecked((int)0x80070027);
}
