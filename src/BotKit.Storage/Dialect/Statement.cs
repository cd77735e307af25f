using System.Data;
using System.Data.Common;

namespace BotKit.Storage.Dialect;

/// <summary>One SQL text on one connection, with its parameters by name. Prepared once, then set and executed again and again.</summary>
internal sealed class Statement(DbCommand command, StoreDialect dialect) : IDisposable
{
    public Statement Set(string name, long? value) => Set(name, DbType.Int64, value);

    public Statement Set(string name, double? value) => Set(name, DbType.Double, value);

    public Statement Set(string name, bool value) => Set(name, value ? 1L : 0L);

    public Statement Set(string name, string? value) => Set(name, DbType.String, value);

    public Statement Set(string name, Guid? value)
        => Set(name, dialect.IdType, value is { } id ? dialect.ToId(id) : null);

    public Statement Set(string name, byte[]? value) => Set(name, DbType.Binary, value);

    public Statement Set(string name, ReadOnlyMemory<byte> value) => Set(name, DbType.Binary, value.IsEmpty ? null : value.ToArray());

    public int Execute() => command.ExecuteNonQuery();

    public DbDataReader Query() => command.ExecuteReader();

    public Task<DbDataReader> QueryAsync(CancellationToken cancellationToken) => command.ExecuteReaderAsync(cancellationToken);

    /// <summary>The first column of the first row as a number; <see langword="null"/> when there is no row or it is null.</summary>
    public long? Number()
        => command.ExecuteScalar() is { } value and not DBNull ? Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture) : null;

    /// <summary>Whether there is a row.</summary>
    public bool Any()
    {
        using var reader = command.ExecuteReader();
        return reader.Read();
    }

    public void Dispose() => command.Dispose();

    private Statement Set(string name, DbType type, object? value)
    {
        var parameters = command.Parameters;
        var index = parameters.IndexOf(name);
        DbParameter parameter;
        if (index < 0)
        {
            parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.DbType = type;
            parameters.Add(parameter);
        }
        else
        {
            parameter = parameters[index];
        }

        parameter.Value = value ?? DBNull.Value;
        return this;
    }
}
