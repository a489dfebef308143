using Microsoft.Data.Sqlite;

namespace LongVpo.Memory.Schema;

/// <summary>
/// One connection with its prepared statements, so that SQL is written once, always with parameters (<c>$1</c>, <c>$2</c>, ...), and parsed once.
/// Not for two threads at a time.
/// </summary>
internal sealed class SqliteLink : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _commands = [];

    /// <param name="connection">An open connection; it is closed with this object.</param>
    public SqliteLink(SqliteConnection connection) => Connection = connection;

    public SqliteConnection Connection { get; }

    /// <returns>Rows changed.</returns>
    public int Execute(string sql, params ReadOnlySpan<object?> values) => Bound(sql, values).ExecuteNonQuery();

    /// <summary>Several statements without parameters; they are not kept.</summary>
    public void ExecuteScript(string sql)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>The single number a query gives; 0 when it gives none.</summary>
    public long Number(string sql, params ReadOnlySpan<object?> values) => Bound(sql, values).ExecuteScalar() is long number ? number : 0;

    /// <summary>The rows of a query, each turned into a value while the statement stands on it.</summary>
    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        using var reader = Bound(sql, values).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }

    /// <summary>All or nothing: what the work did is kept when it returns and undone when it throws.</summary>
    public void InTransaction(Action work) => Within("BEGIN IMMEDIATE", "COMMIT", "ROLLBACK", work);

    /// <summary>A part of a transaction that can fail alone.</summary>
    public void InSavepoint(Action work) => Within("SAVEPOINT part", "RELEASE part", "ROLLBACK TO part; RELEASE part", work);

    /// <summary>One unchanging view of the store for several queries.</summary>
    public T InSnapshot<T>(Func<T> work)
    {
        T result = default!;
        Within("BEGIN", "COMMIT", "ROLLBACK", () => result = work());
        return result;
    }

    public void Dispose()
    {
        foreach (var command in _commands.Values) command.Dispose();
        _commands.Clear();
        Connection.Dispose();
    }

    private void Within(string begin, string commit, string undo, Action work)
    {
        Execute(begin);
        var done = false;
        try
        {
            work();
            Execute(commit);
            done = true;
        }
        finally
        {
            if (!done) Undo(undo);
        }
    }

    private void Undo(string sql)
    {
        try
        {
            ExecuteScript(sql);
        }
        catch (SqliteException)
        {
            // SQLite has undone it already (a full disk does that); the error that brought us here is the one to tell.
        }
    }

    private SqliteCommand Bound(string sql, ReadOnlySpan<object?> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = Connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 1; i <= values.Length; i++) command.Parameters.Add(new SqliteParameter { ParameterName = FormattableString.Invariant($"${i}") });
            _commands[sql] = command;
        }

        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }
}
