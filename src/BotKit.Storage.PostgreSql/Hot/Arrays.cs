using Npgsql;
using NpgsqlTypes;

namespace BotKit.Storage.PostgreSql.Hot;

/// <summary>Makes the parameters of statements that take many rows as one array for each column.</summary>
internal static class Arrays
{
    public static NpgsqlParameter Of<T>(T[] values, NpgsqlDbType type)
        => new NpgsqlParameter<T[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type };

    public static NpgsqlParameter Ids(Guid[] values) => Of(values, NpgsqlDbType.Uuid);

    public static NpgsqlParameter Ids(Guid?[] values) => Of(values, NpgsqlDbType.Uuid);

    public static NpgsqlParameter Numbers(long[] values) => Of(values, NpgsqlDbType.Bigint);

    public static NpgsqlParameter Numbers(long?[] values) => Of(values, NpgsqlDbType.Bigint);

    public static NpgsqlParameter Numbers(int[] values) => Of(values, NpgsqlDbType.Integer);

    public static NpgsqlParameter Texts(string?[] values) => Of(values, NpgsqlDbType.Text);

    public static NpgsqlParameter Bytes(byte[]?[] values) => Of(values, NpgsqlDbType.Bytea);

    public static NpgsqlParameter Number(long? value)
        => value is { } number
            ? new NpgsqlParameter<long> { TypedValue = number, NpgsqlDbType = NpgsqlDbType.Bigint }
            : Null(NpgsqlDbType.Bigint);

    public static NpgsqlParameter Number(int value) => new NpgsqlParameter<int> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Integer };

    public static NpgsqlParameter Id(Guid value) => new NpgsqlParameter<Guid> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Uuid };

    public static NpgsqlParameter Id(Guid? value) => value is { } id ? Id(id) : Null(NpgsqlDbType.Uuid);

    public static NpgsqlParameter Text(string? value)
        => value is null ? Null(NpgsqlDbType.Text) : new NpgsqlParameter<string> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Text };

    public static NpgsqlParameter Blob(byte[]? value)
        => value is null ? Null(NpgsqlDbType.Bytea) : new NpgsqlParameter<byte[]> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Bytea };

    public static NpgsqlParameter Flag(bool value) => new NpgsqlParameter<bool> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Boolean };

    private static NpgsqlParameter Null(NpgsqlDbType type) => new() { Value = DBNull.Value, NpgsqlDbType = type };

    /// <summary>The bytes of a payload; <see langword="null"/> for none.</summary>
    public static byte[]? Payload(ReadOnlyMemory<byte> payload)
        => payload.IsEmpty ? null
            : System.Runtime.InteropServices.MemoryMarshal.TryGetArray(payload, out var part) && part.Offset == 0 && part.Array!.Length == part.Count
                ? part.Array
                : payload.ToArray();
}
