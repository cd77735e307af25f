using System.Data.Common;

namespace BotKit.Storage.Dialect;

/// <summary>One SQL text on one connection, with its parameters by name. Prepared once, then set and executed again and again.</summary>
internal abstract class Statement : IDisposable
{
    public abstract Statement Set(string name, long? value);

    public abstract Statement Set(string name, double? value);

    public abstract Statement Set(string name, string? value);

    public abstract Statement Set(string name, Guid? value);

    public abstract Statement Set(string name, byte[]? value);

    /// <summary>Sets bytes; none at all are null.</summary>
    public abstract Statement Set(string name, ReadOnlyMemory<byte> value);

    public Statement Set(string name, bool value) => Set(name, value ? 1L : 0L);

    /// <summary>Executes it.</summary>
    /// <returns>How many rows it changed.</returns>
    public abstract int Execute();

    public abstract DbDataReader Query();

    public abstract Task<DbDataReader> QueryAsync(CancellationToken cancellationToken);

    /// <summary>The first column of the first row as a number; <see langword="null"/> when there is no row or it is null.</summary>
    public virtual long? Number()
    {
        using var reader = Query();
        return reader.Read() && !reader.IsDBNull(0)
            ? Convert.ToInt64(reader.GetValue(0), System.Globalization.CultureInfo.InvariantCulture)
            : null;
    }

    /// <summary>Whether there is a row.</summary>
    public bool Any()
    {
        using var reader = Query();
        return reader.Read();
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}
