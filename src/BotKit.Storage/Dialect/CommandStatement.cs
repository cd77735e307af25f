using System.Data;
using System.Data.Common;

namespace BotKit.Storage.Dialect;

/// <summary>A statement that is a command of the driver.</summary>
internal sealed class CommandStatement(DbCommand command, StoreDialect dialect) : Statement
{
    public override Statement Set(string name, long? value) => Set(name, DbType.Int64, value);

    public override Statement Set(string name, double? value) => Set(name, DbType.Double, value);

    public override Statement Set(string name, string? value) => Set(name, DbType.String, value);

    public override Statement Set(string name, Guid? value) => Set(name, dialect.IdType, value is { } id ? dialect.ToId(id) : null);

    public override Statement Set(string name, byte[]? value) => Set(name, DbType.Binary, value);

    public override Statement Set(string name, ReadOnlyMemory<byte> value) => Set(name, DbType.Binary, value.IsEmpty ? null : value.ToArray());

    public override int Execute() => command.ExecuteNonQuery();

    public override DbDataReader Query() => command.ExecuteReader();

    public override Task<DbDataReader> QueryAsync(CancellationToken cancellationToken) => command.ExecuteReaderAsync(cancellationToken);

    public override long? Number()
        => command.ExecuteScalar() is { } value and not DBNull ? Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture) : null;

    protected override void Dispose(bool disposing) => command.Dispose();

    private CommandStatement Set(string name, DbType type, object? value)
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
