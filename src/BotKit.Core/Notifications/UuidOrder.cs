namespace BotKit.Notifications;

/// <summary>Ids in the order of their bytes, which for version 7 is that of their time; databases order them so.</summary>
internal static class UuidOrder
{
    public static int Compare(Guid a, Guid b)
    {
        Span<byte> left = stackalloc byte[16];
        Span<byte> right = stackalloc byte[16];
        a.TryWriteBytes(left, bigEndian: true, out _);
        b.TryWriteBytes(right, bigEndian: true, out _);
        return left.SequenceCompareTo(right);
    }
}
