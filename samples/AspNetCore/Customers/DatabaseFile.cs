using Microsoft.Data.Sqlite;
using Waldo.Samples.AspNetCore.Hosting;

namespace Waldo.Samples.AspNetCore.Customers;

/// <summary>Where the customers are kept: where ConnectionStrings:Customers says, or in a file that suits the connection.</summary>
internal sealed class DatabaseFile : IDisposable
{
    private readonly bool _isTemporary;

    private DatabaseFile(string connectionString, bool isTemporary)
    {
        ConnectionString = connectionString;
        Path = new SqliteConnectionStringBuilder(connectionString).DataSource;
        _isTemporary = isTemporary;
    }

    public string ConnectionString { get; }

    public string Path { get; }

    /// <summary>An emulator forgets its customers with its process, and so does its application; Waldo's customers stay.</summary>
    public static DatabaseFile Choose(IConfiguration configuration, WaldoConnection connection)
    {
        if (configuration.GetConnectionString("Customers") is { Length: > 0 } configured)
        {
            return new DatabaseFile(configured, isTemporary: false);
        }

        if (connection.Dashboard is not null)
        {
            return new DatabaseFile($"Data Source={System.IO.Path.GetTempFileName()}", isTemporary: true);
        }

        var folder = System.IO.Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "Waldo.Samples.AspNetCore");
        Directory.CreateDirectory(folder);
        return new DatabaseFile($"Data Source={System.IO.Path.Combine(folder, "customers.db")}", isTemporary: false);
    }

    public void Dispose()
    {
        if (_isTemporary)
        {
            // Closed connections are kept open for the next one, and with them their file.
            SqliteConnection.ClearAllPools();
            File.Delete(Path);
        }
    }
}
